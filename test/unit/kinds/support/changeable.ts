/** Random values of arguments, such as a program may hold. */
import fc from "fast-check";

const word = (max: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9]([A-Za-z0-9_-]{0,${max - 2}}[A-Za-z0-9])?$`));
const blank = fc.constantFrom("", " ");

/** Values for what can be changed in place; what the service detects or keeps is in the samples. */
export const changeable: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  name: word(40),
  description: fc.oneof(fc.constant(""), word(60)),
  tags: fc
    .array(fc.tuple(blank, word(12), blank, fc.oneof(fc.constant(""), word(12))), { maxLength: 6 })
    .map((entries) => new Map(entries.map(([before, key, after, value]) => [key, [before + key + after, value]])))
    .map((entries) => Object.fromEntries(entries.values())),
  enterpriseProjectId: fc.oneof(fc.constantFrom("", "0"), fc.uuid()),
  minRam: fc.constantFrom(0, 512, 1_024),
  maxRam: fc.constantFrom(0, 1_024, 65_536),
  hwFirmwareType: fc.constantFrom("bios", "uefi"),
  protected: fc.boolean(),
};
