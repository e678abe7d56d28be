/** Messages about resources that are not where the program or the settings would make them now. */
import type { Defaults } from "../../base/defaults";
import type { Notices } from "../context/notices";
import type { Properties } from "../state/stored";
import { urnOf } from "../state/stored";

/**
 * A state that was copied or a resource that was moved: the engine stores the present URN with the inputs of the first
 * update, so that only the previews before that one see two.
 */
export function movedNotice(olds: Properties, news: Properties, notices: Notices): string[] {
  const [before, now] = [olds, news].map((inputs) => stackOf(urnOf(inputs)));
  if (before === undefined || now === undefined || before === now || !notices.isFirst("moved")) return [];
  return [
    `this image was made by the stack ${before}; if that stack still has it, destroying one removes it from both. \`pulumi state delete\` in one of them lets it go`,
  ];
}

/** `<project>/<stack>` */
function stackOf(urn: string): string | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(urn) ?? [];
  return stack === undefined ? undefined : `${project}/${stack}`;
}

/** A changed default moves nothing. @param olds stored outputs */
export function placeNotices(olds: Properties, news: Properties, defaults: Defaults, notices: Notices): string[] {
  const { region, projectId } = olds;
  const isByDefault = Array.isArray(news["__byDefault"]) && news["__byDefault"].includes("region");
  const otherRegion = isByDefault && defaults.region !== undefined && defaults.region !== region;
  const otherProject = defaults.projectId !== undefined && defaults.projectId !== projectId && !otherRegion;
  return [
    ...(otherRegion && notices.isFirst("region")
      ? [
          `images that are there stay in ${region}, although the region is ${defaults.region} now; the argument region moves one, by a replacement`,
        ]
      : []),
    ...(otherProject && projectId !== undefined && notices.isFirst("project")
      ? [`images that are there stay in project ${projectId}, although the project is ${defaults.projectId} now`]
      : []),
  ];
}
