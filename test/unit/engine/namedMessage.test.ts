import { namedMessage } from "../../../provider/engine/namedMessage";

test.each([
  ["urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:EcsSystemImage::golden", "running 40 % (golden)"],
  ["urn:pulumi:dev::shop::my:Component$pulumi-nodejs:dynamic/ims:EcsSystemImage::a::b", "running 40 % (a::b)"],
  ["", "running 40 %"],
])("the message of %p ends with the name of its resource", (urn, shown) => {
  expect(namedMessage(urn, "running 40 %")).toBe(shown);
});
