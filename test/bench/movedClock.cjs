/**
 * A clock over the real one that passes through phases from `begin` on, each `ms` of real time long and `speed` times as
 * fast, and is as fast as the real one after the last: the same time in every process that is told the same.
 */
exports.movedClock = ({ sleep }, { begin, phases }) => {
  const pieces = [];
  let [real, moved] = [begin, begin];
  for (const { ms, speed } of [...phases, { ms: 0, speed: 1 }]) {
    pieces.push({ real, moved, speed });
    real += ms;
    moved += ms * speed;
  }
  const pieceAt = (name, at) => pieces.findLast((piece) => piece[name] <= at) ?? pieces[0];
  const movedAt = (at) => {
    const piece = pieceAt("real", at);
    return piece.moved + (at - piece.real) * piece.speed;
  };
  const realAt = (at) => {
    const piece = pieceAt("moved", at);
    return piece.real + (at - piece.moved) / piece.speed;
  };
  const now = () => movedAt(Date.now());
  return { now, sleep: (ms, signal) => sleep(realAt(now() + ms) - Date.now(), signal) };
};
