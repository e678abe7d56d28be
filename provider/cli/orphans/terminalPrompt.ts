/** Questions on the terminal. */
import { createInterface, type Interface } from "node:readline";

export interface Prompt {
  /** Undefined when the user has ended the input instead. */
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** @param stop is called once the user presses Ctrl-C or ends the input; aborts `signal`, which ends a question */
export function terminalPrompt(signal: AbortSignal, stop: () => void): Prompt {
  let opened: { readonly terminal: Interface; readonly lines: AsyncIterator<string> } | undefined;
  const open = () => {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    terminal.once("close", stop);
    signal.addEventListener("abort", () => terminal.close(), { once: true });
    // Keeps what is typed ahead for the next question.
    return { terminal, lines: terminal[Symbol.asyncIterator]() };
  };
  return {
    async ask(question) {
      if (signal.aborted) return undefined;
      opened ??= open();
      opened.terminal.setPrompt(question);
      opened.terminal.prompt();
      const { value, done } = await opened.lines.next();
      if (done !== true) return value;
      process.stderr.write("\n");
      return undefined;
    },
    close() {
      opened?.terminal.off("close", stop);
      opened?.terminal.close();
    },
  };
}
