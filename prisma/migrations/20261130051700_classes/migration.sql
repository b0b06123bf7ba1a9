-- AlterTable
ALTER TABLE "exercise_run" ADD COLUMN     "activeAt" TIMESTAMP(3),
ADD COLUMN     "activeSeconds" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "classroom" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL DEFAULT 'Europe/Paris',
    "joinCode" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archivedAt" TIMESTAMP(3),

    CONSTRAINT "classroom_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "class_trainer" (
    "classId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "class_trainer_pkey" PRIMARY KEY ("classId","userId")
);

-- CreateTable
CREATE TABLE "class_place" (
    "id" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "userId" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "token" TEXT NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "joinedAt" TIMESTAMP(3),

    CONSTRAINT "class_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "instructions" TEXT NOT NULL DEFAULT '',
    "opensAt" TIMESTAMP(3),
    "dueAt" TIMESTAMP(3),
    "ordered" BOOLEAN NOT NULL DEFAULT false,
    "hintsAllowed" BOOLEAN NOT NULL DEFAULT true,
    "solutionsAllowed" BOOLEAN NOT NULL DEFAULT true,
    "weight" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_item" (
    "assignmentId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,

    CONSTRAINT "assignment_item_pkey" PRIMARY KEY ("assignmentId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "classroom_joinCode_key" ON "classroom"("joinCode");

-- CreateIndex
CREATE INDEX "class_trainer_userId_idx" ON "class_trainer"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "class_place_token_key" ON "class_place"("token");

-- CreateIndex
CREATE INDEX "class_place_userId_idx" ON "class_place"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "class_place_classId_userId_key" ON "class_place"("classId", "userId");

-- CreateIndex
CREATE INDEX "assignment_classId_idx" ON "assignment"("classId");

-- CreateIndex
CREATE INDEX "assignment_item_kind_target_idx" ON "assignment_item"("kind", "target");

-- AddForeignKey
ALTER TABLE "class_trainer" ADD CONSTRAINT "class_trainer_classId_fkey" FOREIGN KEY ("classId") REFERENCES "classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_trainer" ADD CONSTRAINT "class_trainer_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_place" ADD CONSTRAINT "class_place_classId_fkey" FOREIGN KEY ("classId") REFERENCES "classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_place" ADD CONSTRAINT "class_place_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_classId_fkey" FOREIGN KEY ("classId") REFERENCES "classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_item" ADD CONSTRAINT "assignment_item_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
