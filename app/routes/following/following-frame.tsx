import type { ReactNode } from "react";
import { SectionFrame } from "~/design/frame/section-frame";

const PAGES = [
  { href: "/notifications", name: "Notifications" },
  { href: "/conversations", name: "Conversations" },
  { href: "/following", name: "Following" },
] as const;

/** The frame of what somebody follows, and of what they are told. */
export function FollowingFrame(shown: {
  page: (typeof PAGES)[number]["href"];
  title: string;
  done?: string | null;
  children: ReactNode;
}) {
  return <SectionFrame label="Following" pages={PAGES} {...shown} />;
}
