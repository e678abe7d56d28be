/** Every class, single images and sets alike, with a program that makes it. */
import type { StartOptions } from "pulumi-ims-simulator";
import { inputsOf } from "../../../support/grpcWorld";
import type { Process } from "../../../support/inProcess";
import type { Properties, VerbProvider } from "../../../support/miniStack";
import { sampleRows } from "../../../support/samples";
import { setRows } from "./setRows";

export interface Subject {
  readonly type: string;
  readonly program: Properties;
  readonly renamed: Properties;
  readonly seed: StartOptions;
  provider(process: Process): VerbProvider;
}

export const subjects: readonly Subject[] = [
  ...sampleRows.map(({ kind, type, sample }) => ({
    type,
    program: inputsOf(kind, sample.program),
    renamed: inputsOf(kind, { ...sample.program, name: "renamed" }),
    seed: sample.seed ? { seed: sample.seed } : {},
    provider: (process: Process) => process.provider(kind),
  })),
  ...setRows.map(({ kind, type, program, elements: [first, ...others] }) => ({
    type: `${type}, a set,`,
    program,
    renamed: { ...program, dataImages: [{ ...first, name: "renamed" }, ...others] },
    seed: {},
    provider: (process: Process) => process.setProvider(kind),
  })),
];
