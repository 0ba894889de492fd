import type { Reporter, TestCase, TestModule } from 'vitest/node';

const ENGINES = ['PGlite', 'PostgreSQL', 'SQL Server'];

/** Prints how many tests of the contract suite passed on each engine, then the plain closing line. */
// biome-ignore lint/style/noDefaultExport: vitest loads a reporter from a module's default export
export default class EngineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    for (const engine of ENGINES) {
      const own = tests.filter((test) => isContract(test) && test.fullName.split(' > ').includes(engine));
      process.stdout.write(`contract suite on ${engine}: ${summary(own)}\n`);
    }
    process.stdout.write(`${summary(tests)}\n`);
  }
}

function isContract(test: TestCase): boolean {
  return test.module.moduleId.includes('/test/contract/');
}

function summary(tests: readonly TestCase[]): string {
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped') + count('pending')} skipped`;
}
