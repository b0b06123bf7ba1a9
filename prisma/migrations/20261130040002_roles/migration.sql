-- CreateEnum
CREATE TYPE "Role" AS ENUM ('learner', 'trainer', 'admin');

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "role" "Role" NOT NULL DEFAULT 'learner';
