/** What the spam service is sent, for the privacy page; nothing where none is set. */
export const SentToService = ({ name, keptFor }: { name: string | undefined; keptFor: string }) =>
  name === undefined ? null : (
    <p>
      If you reply as a guest, or before a moderator has approved a comment of yours, or change such a reply,
      your reply, name and website, your network address, and what your browser says about itself and the page
      that you came from are sent to <span dir="ltr">{name}</span>, which says whether it takes the reply for
      spam. A moderator has the last word, and the service is told if it was mistaken. For that, your network
      address and what your browser said is kept encrypted with the reply for {keptFor}, and deleted within
      another 24 hours. Your e-mail address is never sent.
    </p>
  );
