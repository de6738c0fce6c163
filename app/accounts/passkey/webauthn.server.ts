/** Imported on demand: loading takes a third of a second and 24 MB. */
export const loadWebauthn = () => import("@simplewebauthn/server");
