/** An expected failure: its message is all that a person needs to read, so no stack is printed. */
export class Failure extends Error {
  constructor(message, { exitCode = 1 } = {}) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}
