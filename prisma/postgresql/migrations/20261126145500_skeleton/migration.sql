-- The confusable skeleton of a handle is called so. A column is renamed in place: no row is written anew.
ALTER TABLE "Person" RENAME COLUMN "shape" TO "skeleton";
ALTER TABLE "FormerHandle" RENAME COLUMN "shape" TO "skeleton";
ALTER INDEX "Person_shape_idx" RENAME TO "Person_skeleton_idx";
ALTER INDEX "FormerHandle_shape_idx" RENAME TO "FormerHandle_skeleton_idx";
