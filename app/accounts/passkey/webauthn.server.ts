/** What checks passkeys: read when the first comes, since it takes a third of a second and 24 MB. */
export const loadWebauthn = () => import("@simplewebauthn/server");
