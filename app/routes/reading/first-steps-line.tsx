import { useFrame } from "../site-frame";

/** Leads an administrator to what a new site still needs; nothing for everybody else. */
export function FirstStepsLine() {
  const firstSteps = useFrame()?.firstSteps ?? 0;
  if (firstSteps === 0) return null;
  return (
    <p className="form-done">
      <a href="/first-steps">First steps for this site</a>: {firstSteps} left
    </p>
  );
}
