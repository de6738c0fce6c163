-- The confusable skeleton of a handle is called so. A column is renamed in place: no row is written anew.
DROP INDEX "Person_shape_idx";
DROP INDEX "FormerHandle_shape_idx";
ALTER TABLE "Person" RENAME COLUMN "shape" TO "skeleton";
ALTER TABLE "FormerHandle" RENAME COLUMN "shape" TO "skeleton";
CREATE INDEX "Person_skeleton_idx" ON "Person"("skeleton");
CREATE INDEX "FormerHandle_skeleton_idx" ON "FormerHandle"("skeleton");
