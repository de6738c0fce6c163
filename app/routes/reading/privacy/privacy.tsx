import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { formatDuration } from "~/design/duration";
import { FIGURES } from "~/inventory.server";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { MAX_POSTS as READ_POSTS } from "~/responses/script/new-since";
import { MAX_DEVICE_PARTS as READ_PARTS } from "~/series/reading/progress";
import { readSite, SITE_KEY } from "~/site/site.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { head } from "../../titles";
import { Members } from "./members";
import { Sharing } from "./sharing";
import { days, inHours } from "./times";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) =>
  head(
    args,
    "Privacy",
    "/privacy",
    "Which data this site stores about you, for how long, and who can see it.",
  );

export async function loader({ context }: LoaderFunctionArgs) {
  context.addCacheTags(SITE_KEY);
  const { name } = await readSite(context.db);
  return onServer({
    siteName: name,
    keptBackups: context.keptBackups,
    figures: FIGURES,
    spamService: context.spamService?.name,
  });
}

export default function Privacy() {
  const { siteName, keptBackups, figures, spamService } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>Privacy</h1>
        <p>Which data {siteName} stores about you, for how long, and who can see it.</p>
      </header>
      <div className="prose">
        <Readers {...figures} />
        <Guests {...figures} />
        <Followers {...figures} />
        <Members {...figures} />
        <Moderation {...figures} />
        <Leaving keptBackups={keptBackups} />
        <Sharing spamService={spamService} keptFor={days(figures.networks)} />
      </div>
    </>
  );
}

type Figures = typeof FIGURES;

const Readers = ({ firstVisit, books }: Figures) => (
  <>
    <h2>If you read</h2>
    <p>
      Reading sets no cookies. There is no analytics or tracking, and the database stores nothing about you.
      To detect spam programs, the server notes when a network address (IP address) first opens a page. It
      keeps this in memory only, for {formatDuration(firstVisit)} at most.
    </p>
    <p>
      Your browser notes how far you have read the last {READ_POSTS} conversations that you opened, to mark
      what is new when you come back. This stays on your device, and isn’t sent to the site. It is deleted
      when you delete the site’s data in your browser, or sign out.
    </p>
    <p>
      If you mark parts of a series as read, your browser keeps the last {READ_PARTS} of them, in the same
      way. The page of a series has a button that makes it forget them.
    </p>
    <p>
      What you search for isn’t stored, logged, or told to other sites. If you ask for an e-book, a hash of
      your network address or account, which only this server’s secret can match, is kept until it is made.
      The e-book has what everyone can read, and is deleted after {inHours(books)}.
    </p>
    <p>
      The server’s log contains no network addresses. A web server or proxy in front of it, or your library’s
      network, may keep a log of its own.
    </p>
  </>
);

const Guests = ({
  counted,
  failures,
  prune,
  arrival,
  drafts,
  repeat,
  editing,
  hidden,
  remembered,
  visit,
  networks,
}: Figures) => (
  <>
    <h2>If you reply as a guest</h2>
    <p>
      Your reply, your name and your website (if you give one) are public, for as long as the reply exists. A
      reply may wait for a moderator first: then only you and the moderators can read it. Your e-mail address
      is stored with the reply for the same time. It isn’t shown on any page. The people who run the site can
      look it up in the database to contact you.
    </p>
    <p>
      No e-mail is sent to it, unless you tick “E-mail me answers”. Then the site e-mails you a link to
      confirm the address, as below. Only if you confirm it are you told of answers, and of what moderators
      decide. Each e-mail has a link to turn them off; a hash of the address then stays, so that none is sent.
    </p>
    <p>
      If you confirm an address, or choose “Remember me on this device”, a cookie that only this site can read
      recognises your browser, so that not every reply of yours waits as a first one. It ends after{" "}
      {days(remembered)}, or without “Remember me” when you close the browser and after {inHours(visit)} at
      the latest. Of you as a guest, the site keeps a hash of the cookie’s secret and of the address, with the
      time when you confirmed it, until the cookie ends and your replies are deleted. You can end it on the
      page of your reply.
    </p>
    <p>
      To prevent abuse, the server counts how often a network address posts replies, asks for previews,
      e-mails or e-books, searches, uses a passkey or starts to sign in through another site. It keeps these
      counts for {formatDuration(counted)} at most, and deletes them within another {formatDuration(prune)}.
      Counts of wrong passwords are kept for {formatDuration(failures)}. E-mail addresses are counted only as
      a hash. Replies are stored without a network address. For {days(networks)}, a hash of the network that a
      guest’s reply came from (the first three of an address’s four numbers) is kept with it, and deleted
      within another {formatDuration(prune)}. Only this server’s secret can match it, and it is shown to
      nobody. A moderator can use it to refuse replies by guests from a network for a month at most; reading
      and members are left alone. To recognise a reply that is sent twice, a hash of its text, name and
      network address is kept for {formatDuration(repeat)}, and deleted within another {formatDuration(prune)}
      .
    </p>
    <p>
      After you post or delete a reply, or sign out, a cookie tells your own browser for{" "}
      {formatDuration(arrival)} that this was done. An unsent reply is saved in your browser, on your device
      only. It is deleted when you post it, discard it or sign out, or {days(drafts)} after you last typed in
      it. Which replies you have folded away is saved there too, until you sign out. If you tick “Remember me
      on this device”, your name, address and website are saved there as well, until you untick it.
    </p>
    <p>
      When you post a reply, you get a secret link to it, once, with which you can see its state and edit or
      delete it. The site stores only a hash of it; until the page that shows it has loaded, for{" "}
      {formatDuration(arrival)} at most, your browser keeps it in a cookie. If you edit a reply more than{" "}
      {formatDuration(editing)} after you posted it, or after someone has replied, the text before it is kept,
      and everyone can read it until the reply is deleted. An edit may wait for a moderator too: then only you
      and the moderators can read it, until it is approved, and {days(hidden)} longer if it is refused. To
      delete a guest reply without its link, <a href="/join">join</a> with the same e-mail address. You can
      then claim the replies that you wrote with it.
    </p>
  </>
);

const Followers = ({ confirming, prune, asked, notifications }: Figures) => (
  <>
    <h2>If you follow without an account</h2>
    <p>
      You can follow posts, threads, series, tags, people and the whole site with an e-mail address. The site
      first e-mails it a link, at most once a day and three times in all, to confirm it. An address that you
      don’t confirm, and what was asked with it, is deleted after {days(confirming)}, and within another{" "}
      {formatDuration(prune)}; a hash of it is kept for {days(asked)}, so that nobody can make the site write
      to it again and again.
    </p>
    <p>
      Of a confirmed address, the site stores what you follow, how you want to be told, conversations that you
      muted, and what it has told you of, which is kept for {days(notifications)}. Nobody sees it except the
      people who run the site, in the database. Each e-mail has a link with which you change and stop all of
      it, and delete everything about you, without signing in. The link shows your address masked, works until
      you make a new one, and isn’t stored. If you join with the same address, what you follow becomes your
      account’s. The site can’t tell whether you opened an e-mail.
    </p>
  </>
);

const Moderation = ({ hidden, settled, shingles, prune, endedBlocks, leftBlocks }: Figures) => (
  <>
    <h2>Moderation</h2>
    <p>
      Moderators can read every reply, also while it waits or after it was removed. They don’t see e-mail or
      network addresses. A reply that was removed or marked as spam is deleted {days(hidden)} later, and
      within another {formatDuration(prune)}. If a moderator removes a passage of a reply, the text before is
      kept as long, unless you edit the reply, so that this can be undone; if they remove an earlier version,
      its text is deleted at once. What moderators do to a response is kept with their name, the time, and the
      reason and words that its writer is told; what they do to a conversation, such as locking it, with what
      readers are told. It is in the export of both. What a moderator writes who asks the others for a second
      look is kept until one of them has looked. When a moderator deletes their account, their name goes from
      it; when the response is deleted, the entry no longer says which it was.
    </p>
    <p>
      If you ask for another look at what a moderator decided about your reply, moderators read what you
      wrote. It is kept with the reply, and deleted {days(hidden)} after the answer, and within another{" "}
      {formatDuration(prune)}. Until you have the answer, and for {days(hidden)} after it, the reply isn’t
      deleted either, unless you delete it.
    </p>
    <p>
      If you report something, the moderators can read your report and your name, and nobody else: never the
      person whom you report. Your e-mail address is used to confirm the report and to tell you the outcome. A
      hash of your account or network makes sure that you report a thing once. What you wrote, your name,
      address and this hash are deleted {days(hidden)} after the decision, and within another{" "}
      {formatDuration(prune)}.
    </p>
    <p>
      If your reply is reported as unlawful and hidden, only you and the administrators can read it until an
      administrator has decided. If you change or delete it before that, or delete your account, a copy is
      kept for the administrators, with the name that stands beside it. So are the versions of a post that is
      reported as unlawful, if they are removed or the post is deleted. Both are deleted with the decision.
    </p>
    <p>
      If a moderator blocks you, you can’t comment until the block ends; you can go on reading, and use your
      settings, your export and everything else. The block is kept with the reason that you are told, a note
      for moderators, and a hash of your e-mail address, which only this server’s secret can match. So it also
      applies to a new account with that address, for {days(leftBlocks)} at most after you delete yours if it
      has no earlier end. The hash of a guest’s address is kept until the block of it ends. It is then deleted
      within {formatDuration(prune)}, and the rest {days(endedBlocks)} later. Moderators aren’t shown the
      address. If you ask for another look at a block, moderators read what you wrote. It is deleted{" "}
      {days(hidden)} after the answer, and within another {formatDuration(prune)}; that you asked is kept as
      long as the block.
    </p>
    <p>
      A spam filter on this server reads replies by guests and members, except those who are recognised and
      have an approved reply. It learns what spam is here from what moderators decide, and from replies that
      stay published for {days(settled)}: of each such reply it keeps each of its words once, with the guest’s
      name and website, and counts in how many replies a word occurs. What the filter thought of a reply that
      waits is kept with it, for moderators only. To recognise the same text under several posts, hashes of
      some groups of its words are kept for {days(shingles)}, and deleted within another day. When a reply or
      its writer’s account is deleted, all of this is deleted with it, and its words are no longer counted. Of
      spam that is deleted after its time, words that other replies have too stay counted, without the reply.
    </p>
  </>
);

const Leaving = ({ keptBackups }: { keptBackups: number }) => (
  <>
    <h2>Export or delete your data</h2>
    <p>
      In <a href="/settings/data">your settings</a> you can export your data as one file at any time. You can
      also delete your account there. It is deleted immediately, and the drafts that only you have written are
      deleted with it. You choose whether your posts and comments stay without your name or are deleted too.
      If a deleted comment has replies, a placeholder without your name stays in its place. A hash of your
      handles is kept, so that no one else can use them. You can also delete comments one by one.
    </p>
    <p>
      {keptBackups > 0
        ? `The site makes automatic backups and keeps the newest ${keptBackups}. Deleted data stays in a backup until the backup is replaced.`
        : "The site makes no automatic backups. The people who run it may make their own; deleted data stays in those until they are deleted."}
    </p>
  </>
);
