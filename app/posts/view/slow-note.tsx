import { nameMinutes } from "../conversation/slow-mode";

/** By a reply form. */
export const SlowNote = ({ minutes }: { minutes: number }) =>
  minutes === 0 ? null : (
    <p className="field-hint">
      This conversation is in slow mode: each person can reply once every {nameMinutes(minutes)}.
    </p>
  );
