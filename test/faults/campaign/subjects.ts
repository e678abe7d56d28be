/** Every kind, single images and sets, with a program and a changed one. */
import type { SeedDocument } from "pulumi-ims-simulator";
import { setRows } from "../../simulated/lifecycle/support/setRows";
import { inputsOf } from "../../support/grpcWorld";
import type { Process } from "../../support/inProcess";
import type { Properties, VerbProvider } from "../../support/miniStack";
import { sampleRows } from "../../support/samples";

export interface Subject {
  readonly type: string;
  /** How many images the program comes to. */
  readonly count: number;
  readonly program: Properties;
  /** The program with everything changed that is changed in place. */
  readonly changed: Properties;
  readonly seed?: SeedDocument;
  provider(process: Process): VerbProvider;
}

const timeouts = { create: "30m", update: "30m", delete: "30m" };

const valuesOf = (mutable: Readonly<Record<string, { readonly value: unknown }>>): Properties =>
  Object.fromEntries(Object.entries(mutable).map(([key, { value }]) => [key, value]));

/** Protected, it could not be destroyed. */
const changeable = ({ protected: _, ...values }: Properties): Properties => values;

const singles: readonly Subject[] = sampleRows.map(({ kind, type, sample }) => ({
  type,
  count: 1,
  program: inputsOf(kind, { ...sample.program, timeouts }),
  changed: inputsOf(kind, { ...sample.program, ...changeable(valuesOf(sample.mutable)), timeouts }),
  ...(sample.seed && { seed: sample.seed }),
  provider: (process) => process.provider(kind),
}));

const sets: readonly Subject[] = setRows.map(({ kind, type, program, elements, count, own, ofElements }) => ({
  type: `${type}, a set`,
  count,
  program: { ...program, timeouts },
  changed: {
    ...program,
    ...changeable(valuesOf(own.mutable)),
    dataImages: [{ ...elements[0], ...valuesOf(ofElements) }, elements[1]],
    timeouts,
  },
  provider: (process) => process.setProvider(kind),
}));

export const subjects: readonly Subject[] = [...singles, ...sets];
