-- A reply wrote to it, and only the check of an index that is being filled would read it.
DROP INDEX "SearchEntry_version_key_idx";

-- What is added to the index waits in a list, which each slice of time that is looked through reads whole (in kB).
ALTER INDEX "SearchText_vector_idx" SET (gin_pending_list_limit = 128);
