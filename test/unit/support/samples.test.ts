import * as kinds from "../../../provider/kinds";
import type { Field, Kind } from "../../../provider/kinds/kind";
import { sampleRows } from "../../support/samples";

function fieldsOf(kind: Kind, onChange: Field["onChange"]): string[] {
  return Object.keys(kind.fields).filter((key) => kind.fields[key]?.onChange === onChange);
}

test("there is a row of samples for every kind", () => {
  expect(sampleRows.map(({ kind }) => kind.name).sort()).toEqual(Object.keys(kinds).sort());
});

test.each(sampleRows)("the row of samples of $type speaks of every argument", ({ kind, sample }) => {
  const keysOf = (onChange: Field["onChange"]) =>
    fieldsOf(kind, onChange)
      .filter((key) => key !== sample.source?.other)
      .sort();
  expect(Object.keys(sample.mutable).sort()).toEqual(keysOf("update"));
  expect([...Object.keys(sample.immutable), ...(sample.fixed ?? [])].sort()).toEqual(keysOf("replace"));
  expect(Object.keys(sample.recorded ?? {})).toEqual(keysOf("record"));
  expect(Object.keys({ ...sample.program, region: "" }).sort()).toEqual(
    [...keysOf("update"), ...keysOf("replace"), ...keysOf("record")].sort(),
  );
  expect(sample.broken !== undefined).toBe(kind.jobType !== undefined);
});
