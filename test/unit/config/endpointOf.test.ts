import { endpointOf } from "../../../provider/config/endpointOf";

test.each([
  ["eu-de", "ims", "https://ims.eu-de.otc.t-systems.com"],
  ["eu-nl", "ims", "https://ims.eu-nl.otc.t-systems.com"],
  ["eu-de", "iam", "https://iam.eu-de.otc.t-systems.com"],
  ["eu-ch2", "ims", "https://ims.eu-ch2.sc.otc.t-systems.com"],
  ["eu-ch2", "iam", "https://iam-pub.eu-ch2.sc.otc.t-systems.com"],
  ["eu-west-101", "ims", "https://ims.eu-west-101.myhuaweicloud.eu"],
  ["eu-west-101", "iam", "https://iam.eu-west-101.myhuaweicloud.eu"],
  ["eu-west-0", "ims", "https://ims.eu-west-0.myhuaweicloud.com"],
  ["cn-north-4", "ims", "https://ims.cn-north-4.myhuaweicloud.com"],
  ["cn-north-4", "iam", "https://iam.cn-north-4.myhuaweicloud.com"],
  ["ap-southeast-1", "ims", "https://ims.ap-southeast-1.myhuaweicloud.com"],
  ["my-kualalumpur-1", "ims", "https://ims.my-kualalumpur-1.myhuaweicloud.com"],
] as const)("%s: %s is at %s", (region, service, origin) => {
  expect(endpointOf({ endpoints: {} }, region, service)).toBe(origin);
});

test("an endpoint that was given counts for its service only", () => {
  const given = { endpoints: { ims: "https://ims.private.example.com" } };
  expect(endpointOf(given, "eu-de", "ims")).toBe("https://ims.private.example.com");
  expect(endpointOf(given, "eu-de", "iam")).toBe("https://iam.eu-de.otc.t-systems.com");
});

test.each(["", "eu", "EU-DE", "eu de", "eu-de.evil.example.com", "eu-de/../x", "eu_de", "-de", "eu-"])(
  "%p is no region name, and makes no host",
  (region) => {
    expect(() => endpointOf({ endpoints: {} }, region, "ims")).toThrow(
      `"${region}" is no region name; regions look like eu-de or cn-north-4.`,
    );
  },
);

test("without a region it is the service for the whole account, for who knows the project only", () => {
  expect(endpointOf({ endpoints: {} }, undefined, "iam")).toBe("https://iam.myhuaweicloud.com");
  expect(endpointOf({ endpoints: {}, cloud: "cloud.example.com" }, undefined, "iam")).toBe(
    "https://iam.cloud.example.com",
  );
  expect(endpointOf({ endpoints: { iam: "https://iam.example.com" } }, undefined, "iam")).toBe(
    "https://iam.example.com",
  );
});

test("another cloud of the family is named by its domain", () => {
  const addresses = { endpoints: {}, cloud: "cloud.example.com" };
  expect(endpointOf(addresses, "eu-de", "ims")).toBe("https://ims.eu-de.cloud.example.com");
});

test.each([
  "https://cloud.example.com",
  "cloud.example.com/x",
  "otc",
  "cloud.example.com:443",
  "Cloud.example.com",
  ".com",
])("%p is no domain, and makes no host", (cloud) => {
  expect(() => endpointOf({ endpoints: {}, cloud }, "eu-de", "ims")).toThrow(`"${cloud}" is no domain of a cloud`);
});
