// With whom a site shares what it knows about people.

import { SentToService } from "~/moderation/spam/akismet/sent-to-service";

export const Sharing = ({ spamService, keptFor }: { spamService: string | undefined; keptFor: string }) => (
  <>
    <h2>Sharing with others</h2>
    <SentToService name={spamService} keptFor={keptFor} />
    <p>
      {spamService === undefined ? "Your data isn’t shared with anyone." : "Nothing else is shared."} Pages
      load nothing from other sites: no fonts, pictures, scripts or trackers. E-mails pass through mail
      servers, as all e-mails do. If you sign in with an account at another site, that site learns that you
      sign in here.
    </p>
  </>
);
