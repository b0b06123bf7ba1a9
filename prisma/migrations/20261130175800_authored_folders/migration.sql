-- AlterTable
ALTER TABLE "authored_version" ADD COLUMN     "ownFolders" BOOLEAN NOT NULL DEFAULT false;
