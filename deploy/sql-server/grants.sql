-- What the login that serves may not do to single tables: after the first migration, in the database, by somebody who may
-- grant. Again is harmless.
USE [ToolRegistry];
GO

-- The audit log only grows. Owner and Texts are left out: people's names and free text stand in the chain as salted
-- hashes, so that they can be taken out later and the chain still holds.
DENY DELETE ON [dbo].[Audit] TO [toolregistry_serve];
DENY UPDATE ON [dbo].[Audit] ([Seq], [At], [Action], [Subject], [Outcome], [Code], [Json], [PreviousHash], [Hash]) TO [toolregistry_serve];
GO

-- The service reads which migrations were applied, and applies none.
DENY INSERT, UPDATE, DELETE ON [dbo].[__EFMigrationsHistory] TO [toolregistry_serve];
GO
