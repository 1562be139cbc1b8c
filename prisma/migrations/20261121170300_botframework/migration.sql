-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "route" TEXT;
