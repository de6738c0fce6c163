/** On top of the queue. */
export const AppealsWaiting = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <p className="moderated-notice">
      <a href="/moderation/appeals">
        {count === 1 ? "1 appeal is waiting" : `${count} appeals are waiting`} for an answer
      </a>
    </p>
  );
