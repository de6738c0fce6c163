import type { ReactNode } from "react";
import { SectionFrame } from "~/design/frame/section-frame";

const PAGES = [
  { href: "/settings", name: "Profile" },
  { href: "/settings/password", name: "Password" },
  { href: "/settings/passkeys", name: "Passkeys" },
  { href: "/settings/identities", name: "Other sites" },
  { href: "/settings/email", name: "E-mail" },
  { href: "/settings/devices", name: "Devices" },
  { href: "/settings/muted", name: "Muted people" },
  { href: "/settings/data", name: "Your data" },
] as const;

/** The frame of a settings page. */
export function SettingsFrame(shown: {
  page: (typeof PAGES)[number]["href"];
  title: string;
  /** Confirms what was just done. */
  done?: string | null | undefined;
  children: ReactNode;
}) {
  return <SectionFrame label="Settings" pages={PAGES} {...shown} />;
}
