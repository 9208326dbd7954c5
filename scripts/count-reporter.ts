import type { Reporter, TestModule } from 'vitest/node';

/** Prints, as the last line of a run, `N passed, N failed, N skipped`, after what was skipped and why. */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.state() === 'failed' && module.children.size === 0).length;
    for (const test of tests) {
      const result = test.result();
      if (result.state === 'skipped')
        console.log(`skipped: ${test.fullName}${result.note === undefined ? '' : ` (${result.note})`}`);
    }
    console.log(
      `\n${count('passed')} passed, ${count('failed') + broken + errors.length} failed, ${count('skipped')} skipped`,
    );
  }
}
