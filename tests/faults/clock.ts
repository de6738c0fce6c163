import { onTestFinished } from "vitest";

/** Sets this process's clock back, as an administrator or NTP does. The test's end restores it. */
export function setClockBack(milliseconds: number): void {
  const RightDate = Date;
  class WrongDate extends RightDate {
    constructor(...given: []) {
      if (given.length > 0) super(...given);
      else super(WrongDate.now());
    }
    static override now() {
      return RightDate.now() - milliseconds;
    }
    /** Dates created before the change remain instances of Date. */
    static override [Symbol.hasInstance](value: unknown) {
      return Object.prototype.toString.call(value) === "[object Date]";
    }
  }
  globalThis.Date = WrongDate as DateConstructor;
  onTestFinished(() => {
    globalThis.Date = RightDate;
  });
}
