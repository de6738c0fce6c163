import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Vitest runs the files that took longest first, but on a first run it knows only their sizes. Browser tests are
 *  short files that take long, so they run first in each project: one that runs last would leave a processor idle. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isBrowserTest), ...own.filter((file) => !isBrowserTest(file))];
    });
  }
}

const isBrowserTest = ({ moduleId }: TestSpecification) => moduleId.includes("/tests/browser/");
