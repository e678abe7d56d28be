import { main } from "./base/main.mjs";
import { setup } from "./setup.mjs";

// npm run build: installs what is missing and compiles both packages.
await main(async () => {
  await setup({ cli: false });
});
