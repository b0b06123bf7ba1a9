-- AlterTable
ALTER TABLE "class_place" ADD COLUMN     "remark" TEXT NOT NULL DEFAULT '';
