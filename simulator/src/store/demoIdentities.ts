// Ways to sign in beside the keys and the password: the second factor, the agencies and the identity provider of the demo.

/** A user of the account demo whose password is not enough: the passcode goes with it. */
export const demoMfaUser = {
  id: "0d0000000000000000000000000000a2",
  name: "demo-mfa-user",
  password: "demo-password",
  passcode: "123456",
} as const;

/** The agency of the account other that the account demo may assume. */
export const otherAgency = "for-demo";
/** The agency of the account demo that the account other may assume, as the second link of a chain. */
export const demoAgency = "for-other";

/** The identity provider of the account demo, and an ID token that it vouches for. */
export const demoIdentityProvider = "demo-ci";
export const demoIdToken =
  "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2NpLmV4YW1wbGUuY29tIiwic3ViIjoiZGVtbyJ9.aW1zLXNpbXVsYXRvcg";
