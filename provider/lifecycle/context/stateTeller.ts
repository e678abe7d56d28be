import type { Engine } from "../../engine/engine";

/** Shows states in the resource's row, the first of them with what they are about: there is little room in a row. */
export function stateTeller(engine: Pick<Engine, "progress">, urn: string, about: string): (state: string) => void {
  let isNamed = false;
  return (state) => {
    engine.progress(urn, isNamed ? state : `${state}, ${about}`, state);
    isNamed = true;
  };
}
