import { cloudLimits } from "../../ims/cloudLimits";
import type { Ports } from "../context/ports";
import { cloudWarnings } from "../inputs/cloudWarnings";
import { ignoredTagProblems, setTagProblems, setTagWarnings, withDefaults } from "../inputs/defaults";
import type { Properties } from "../state/stored";
import { type Checked, check, type Declared } from "./check";
import { movedNotice } from "./placeNotices";

/**
 * The check of a resource with what the configuration adds to its arguments, and what its cloud is known to refuse.
 * @param problem what else stands in the way of arguments that are valid one by one
 */
export function checkWithDefaults(
  kind: Declared,
  olds: Properties,
  news: Properties,
  ports: Pick<Ports, "cloudAt" | "defaults" | "notices" | "random">,
  problem: ((inputs: Properties) => string | undefined) | undefined,
): Checked {
  const { fields } = kind;
  const defaults = ports.defaults();
  const { inputs, failures, warnings } = check(kind, olds, withDefaults(fields, olds, news, defaults), ports.random.id);
  const region = typeof inputs["region"] === "string" ? inputs["region"] : undefined;
  const cloud = ports.cloudAt(region);
  const problems = [...ignoredTagProblems(fields, news, defaults), ...setTagProblems(fields, news)];
  const last = failures.length === 0 ? problem?.(inputs) : undefined;
  return {
    inputs,
    failures: [...failures, ...problems, ...(last === undefined ? [] : [last])],
    warnings: [
      ...warnings,
      ...setTagWarnings(kind, news),
      ...movedNotice(olds, news, ports.notices),
      ...(cloud === undefined ? [] : cloudWarnings(fields, inputs, cloudLimits[cloud])),
    ],
  };
}
