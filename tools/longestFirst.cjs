const { default: Sequencer } = require("@jest/test-sequencer");

/** Small files whose tests wait a lot: begun last, as their size suggests, they would run on when all others are through. */
const long = /[\\/]contract[\\/]matrix[\\/]/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = ({ path }) => long.test(path);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
