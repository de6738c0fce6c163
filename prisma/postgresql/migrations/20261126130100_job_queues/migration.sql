-- Jobs wait in the queue of their kind, so that those of one queue never wait for those of another.
ALTER TABLE "Job" ADD COLUMN "queue" TEXT NOT NULL DEFAULT 'publishing';

-- DropIndex
DROP INDEX "Job_status_dueAt_id_idx";

-- Writes the table anew, once: an UPDATE of a million rows takes ten times as long, and leaves as many dead ones.
ALTER TABLE "Job" ALTER COLUMN "queue" TYPE TEXT USING CASE
    WHEN "kind" IN ('mail', 'backup') THEN "kind"
    WHEN "kind" IN ('re-render', 'file-by-month', 'clear-writing', 'prune', 'prune-people', 'prune-replies') THEN 'rendering'
    ELSE 'publishing'
END;

-- CreateIndex
CREATE INDEX "Job_queue_status_dueAt_id_idx" ON "Job"("queue", "status", "dueAt", "id");
