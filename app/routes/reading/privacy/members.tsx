// What a site stores about its members.

import { formatDuration } from "~/design/duration";
import type { FIGURES } from "~/inventory.server";
import { days, inHours } from "./times";

export const Members = ({
  wholeAddress,
  idle,
  session,
  knownBrowser,
  knownBrowsers,
  prune,
  tokens,
  unsent,
  resetAsked,
  joinAsked,
  away,
  joining,
  invited,
  renamings,
  newEmail,
  bin,
  draftLink,
  unusedMedia,
  notifications,
  readMarks,
}: typeof FIGURES) => (
  <>
    <h2>If you have an account</h2>
    <ul>
      <li>
        <strong>Profile</strong>: your name, your handle and former handles, how citations name you, your
        introduction, your website and your ORCID iD. Everyone can read it. If you don’t want your responses
        to be quoted elsewhere, the site keeps that, too; readers see it where a response is left out. To
        limit such changes, the dates on which you changed your handle are kept for {days(renamings)}; they
        are shown only in your export.
      </li>
      <li>
        <strong>E-mail address</strong>: you and the administrators can see it. The site sends its e-mails to
        it. A new address that you don’t confirm is kept for {inHours(newEmail)}, and deleted within another{" "}
        {formatDuration(prune)}.
      </li>
      <li>
        <strong>Sign-in methods</strong>: of your password, only a hash (Argon2id), from which it can’t be
        read; of passkeys, the public key; of another site that you sign in with, your ID and name there.
      </li>
      <li>
        <strong>Posts that you write</strong>: a draft, with the people who write it, can be read by you, by
        them and by the editors. If it is changed in two places at once, both texts are kept: one is kept as a
        copy until you or another writer decides. A deleted draft stays in the bin for {days(bin)}, and is
        deleted within another {formatDuration(prune)}. Notes that you leave on a draft stay with it, with
        your name until you delete your account. A secret link to a draft works for {days(draftLink)} at most,
        and shows it to anyone who has the link. The site keeps each published version of a post, with your
        name if you published it. A page of the site, such as About, keeps each of its versions in the same
        way, for the editors.
      </li>
      <li>
        <strong>Pictures and documents that you upload</strong>: the place where a picture was taken, and what
        else its file says beside what it shows, is taken out before anything is kept. A PDF is kept as it is,
        with the title, the author and whatever else it contains; its page shows you these first. You and the
        editors can see an upload, and whoever can read a text in which it stands. Where this site lets
        members add pictures to their responses, a picture is seen by those who can see its response: while
        that waits for a moderator or is hidden, by you and the moderators alone; once you take it out or the
        response is deleted, by nobody else than you and the editors. What stands in no text for{" "}
        {days(unusedMedia)} is deleted. When you delete your account, those that stand in no text are deleted;
        the others stay without your name, because others may have written with them.
      </li>
      <li>
        <strong>Responses that you nominate</strong> to become posts: the site keeps that you did, so that you
        do it once. Editors see the response, and neither who nominated it nor how many. Which editor decided
        about a nomination is kept without a public mark. Both are deleted with your account.
      </li>
      <li>
        <strong>Whether you moderate</strong>: everyone reads it beside your name in discussions, as long as
        you do.
      </li>
      <li>
        <strong>People whom you mute</strong>: only you can see who they are. They aren’t told. An entry is
        deleted when you unmute the person, or when either of you deletes the account.
      </li>
      <li>
        <strong>Where others mention you</strong> by your handle: everyone can read these texts. That you were
        told is kept with them until the text changes or you delete your account. After that, the handle in
        these texts is only a word.
      </li>
      <li>
        <strong>What you follow</strong>, how you want to be told of answers, conversations that you muted,
        and what the site has told you of: only you can see it. What you were told of is kept for{" "}
        {days(notifications)}; the rest is deleted when you stop following, or with your account. The site
        can’t tell whether you opened an e-mail. If the mail server refuses e-mails to you, the site notes on
        how many days, and stops. One switch turns off all these e-mails:{" "}
        <a href="/settings/email">Notifications</a>, in your settings.
      </li>
      <li>
        <strong>How far you have read</strong>: of each post that you open, the number of its last response on
        this visit and on the one before, and when these visits began, so that responses since then are marked
        as new. Only you can see it. It is deleted {days(readMarks)} after your last visit, and within another{" "}
        {formatDuration(prune)}. You can turn it off in <a href="/settings/data">your settings</a>, which
        deletes all of it.
      </li>
      <li>
        <strong>Which parts of series you have read</strong>: nothing, unless you turn it on at a series or in{" "}
        <a href="/settings/data">your settings</a>. Then the site keeps which parts you mark as read, and
        when. Only you can see it: no editor, no administrator, no statistics, no log. It is kept until you
        take a mark back, turn it off, which deletes all of it, or delete your account.
      </li>
      <li>
        <strong>Devices where you are signed in</strong>: the kind of browser, the time, and the network
        address. After {days(wholeAddress)} only its first part is kept, which shows your provider’s or
        library’s network. You are signed out after {days(idle)} without a visit, and after {days(session)} at
        the latest. All of this is then deleted within {formatDuration(prune)}. You can see it in your
        settings.
      </li>
      <li>
        <strong>Cookies</strong>: one keeps you signed in, and is sent only to this site. A second remembers
        for {days(knownBrowser)}, even after you sign out, that you have signed in with this browser, so that
        other people’s wrong passwords can’t lock you out. It is sent only to this site’s sign-in pages, and
        can’t be used to sign in. Your account keeps a hash of it for the {knownBrowsers} browsers that you
        used most recently. A third recognises your browser for {formatDuration(away)} when you return from
        signing in at another site, and for {inHours(joining)} if you join from there.
      </li>
      <li>
        <strong>Links in e-mails</strong>: a hash of each link, its account and a hash of the address are kept
        until {days(tokens)} after the link expires, so that asking twice sends one e-mail. If you ask to
        reset a password with an address that has no account, a hash of the address is kept for{" "}
        {formatDuration(resetAsked)}, and deleted within another {formatDuration(prune)}. If you ask to join
        but don’t follow the link, your address is deleted {days(joinAsked)} after you asked. An invitation
        keeps the address it was sent to for {days(invited)} at most. E-mails are deleted once they are sent.
        An e-mail that couldn’t be sent is deleted {days(unsent)} after the last try. A site without a mail
        server keeps its e-mails in a folder.
      </li>
    </ul>
  </>
);
