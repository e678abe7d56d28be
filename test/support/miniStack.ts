/**
 * One resource of a stack, driven as the engine drives it (pkg/resource/deploy): check, diff, then the step that
 * follows; partial failures are stored, an interrupted create is created again. Works on any provider, in this process
 * or behind gRPC.
 */
export type Properties = Record<string, unknown>;

export interface VerbProvider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean; diffs?: string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

export interface ResourceState {
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors: readonly string[];
}

export type Step = "same" | "create" | "update" | "replace" | "delete";

class CheckFailed extends Error {
  readonly reasons: readonly string[];
  constructor(failures: readonly { property: string; reason: string }[]) {
    const reasons = failures.map(({ property, reason }) => [property, reason].filter(Boolean).join(" "));
    super(reasons.join("; "));
    this.reasons = reasons;
  }
}

interface PartialFailureLike {
  id: string;
  reasons: string[];
  properties: Properties;
}

function isPartialFailure(error: unknown): error is Error & PartialFailureLike {
  return error instanceof Error && "id" in error && "properties" in error;
}

export class MiniStack {
  state: ResourceState | undefined;
  /** Old halves of replacements, which are deleted once an up has got to its end. */
  replaced: readonly ResourceState[] = [];
  provider: VerbProvider;

  constructor(provider: VerbProvider) {
    this.provider = provider;
  }

  async check(program: Properties): Promise<Properties> {
    const { inputs, failures } = await this.provider.check(this.state?.inputs ?? {}, program);
    if (failures.length > 0) throw new CheckFailed(failures);
    return inputs;
  }

  async preview(program: Properties): Promise<{ step: Step; replaces: string[]; deletesFirst?: true }> {
    const inputs = await this.check(program);
    if (this.state === undefined) return { step: "create", replaces: [] };
    const { id, outputs, initErrors } = this.state;
    const difference = await this.provider.diff(id, outputs, inputs);
    const replaces = difference.replaces ?? [];
    const changes = difference.changes ?? !sameJson(this.state.inputs, inputs);
    if (replaces.length > 0 && difference.changes !== false)
      return { step: "replace", replaces, ...(difference.deleteBeforeReplace && { deletesFirst: true }) };
    return { step: changes || initErrors.length > 0 ? "update" : "same", replaces };
  }

  async up(program: Properties): Promise<Step> {
    const { step, deletesFirst } = await this.preview(program);
    const inputs = await this.check(program);
    if (step === "create") await this.create(inputs);
    if (step === "update") await this.update(inputs);
    if (step === "replace") await this.replace(program, deletesFirst);
    if (step === "same" && this.state) this.state.inputs = inputs;
    await this.deleteReplaced();
    return step;
  }

  /** `pulumi up --replace`: no diff, no old inputs. */
  async forceReplace(program: Properties): Promise<void> {
    await this.replace(program);
    await this.deleteReplaced();
  }

  private async create(inputs: Properties): Promise<void> {
    try {
      const { id, outs } = await this.provider.create(inputs);
      this.state = { id, inputs, outputs: outs, initErrors: [] };
    } catch (error) {
      if (!isPartialFailure(error)) throw error;
      this.state = { id: error.id, inputs, outputs: error.properties, initErrors: error.reasons };
      throw error;
    }
  }

  private async update(inputs: Properties): Promise<void> {
    const state = this.known();
    try {
      const { outs } = await this.provider.update(state.id, state.outputs, inputs);
      this.state = { id: state.id, inputs, outputs: outs, initErrors: [] };
    } catch (error) {
      if (!isPartialFailure(error)) throw error;
      this.state = { ...state, outputs: error.properties, initErrors: error.reasons };
      throw error;
    }
  }

  private async replace(program: Properties, deletesFirst?: true): Promise<void> {
    const old = this.known();
    const { inputs, failures } = await this.provider.check({}, program);
    if (failures.length > 0) throw new CheckFailed(failures);
    if (deletesFirst) await this.destroy();
    try {
      await this.create(inputs);
    } finally {
      if (!deletesFirst && this.state !== old) this.replaced = [...this.replaced, old];
    }
  }

  private async deleteReplaced(): Promise<void> {
    for (const old of this.replaced) {
      await this.provider.delete(old.id, old.outputs);
      this.replaced = this.replaced.filter((one) => one !== old);
    }
  }

  async refresh(): Promise<"kept" | "gone"> {
    const state = this.known();
    const { id, props, inputs } = await this.provider.read(state.id, state.outputs);
    if (id === "") {
      this.state = undefined;
      return "gone";
    }
    this.state = { id, inputs: inputs ?? state.inputs, outputs: props, initErrors: [] };
    return "kept";
  }

  async destroy(): Promise<void> {
    const state = this.known();
    await this.deleteReplaced();
    await this.provider.delete(state.id, state.outputs);
    this.state = undefined;
  }

  known(): ResourceState {
    if (this.state === undefined) throw new Error("the stack holds no resource");
    return this.state;
  }
}

function sameJson(a: Properties, b: Properties): boolean {
  const text = (value: Properties) => JSON.stringify(value, Object.keys(flatKeys(value)).sort());
  return text(a) === text(b);
}

function flatKeys(value: unknown, keys: Properties = {}): Properties {
  if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      keys[key] = true;
      flatKeys(item, keys);
    }
  }
  return keys;
}
