-- Jobs wait in the queue of their kind, so that those of one queue never wait for those of another.
ALTER TABLE "Job" ADD COLUMN "queue" TEXT NOT NULL DEFAULT 'publishing';

-- DropIndex
DROP INDEX "Job_status_dueAt_id_idx";

UPDATE "Job"
SET "queue" = CASE WHEN "kind" IN ('mail', 'backup') THEN "kind" ELSE 'rendering' END
WHERE "kind" IN ('mail', 'backup', 're-render', 'file-by-month', 'clear-writing', 'prune', 'prune-people', 'prune-replies');

-- CreateIndex
CREATE INDEX "Job_queue_status_dueAt_id_idx" ON "Job"("queue", "status", "dueAt", "id");
