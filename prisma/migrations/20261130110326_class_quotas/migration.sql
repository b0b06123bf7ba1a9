-- AlterTable
ALTER TABLE "classroom" ADD COLUMN     "quota" JSONB;
