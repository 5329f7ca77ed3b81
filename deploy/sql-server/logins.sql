-- Three logins with what each needs and no more, by somebody who may create logins. Again is harmless.
-- Passwords come from outside, and hold no single quote:
--   sqlcmd -S … -b -i logins.sql -v MigratePassword="$m" ServePassword="$s" BackupPassword="$b"
-- On Azure SQL, users of Entra ID take their place: CREATE USER [toolregistry-serve] FROM EXTERNAL PROVIDER.
USE [master];
GO

IF SUSER_ID(N'toolregistry_migrate') IS NULL
    CREATE LOGIN [toolregistry_migrate] WITH PASSWORD = N'$(MigratePassword)', CHECK_POLICY = ON, DEFAULT_DATABASE = [ToolRegistry];
IF SUSER_ID(N'toolregistry_serve') IS NULL
    CREATE LOGIN [toolregistry_serve] WITH PASSWORD = N'$(ServePassword)', CHECK_POLICY = ON, DEFAULT_DATABASE = [ToolRegistry];
IF SUSER_ID(N'toolregistry_backup') IS NULL
    CREATE LOGIN [toolregistry_backup] WITH PASSWORD = N'$(BackupPassword)', CHECK_POLICY = ON, DEFAULT_DATABASE = [ToolRegistry];
GO

USE [ToolRegistry];
GO

IF USER_ID(N'toolregistry_migrate') IS NULL
    CREATE USER [toolregistry_migrate] FOR LOGIN [toolregistry_migrate] WITH DEFAULT_SCHEMA = [dbo];
IF USER_ID(N'toolregistry_serve') IS NULL
    CREATE USER [toolregistry_serve] FOR LOGIN [toolregistry_serve] WITH DEFAULT_SCHEMA = [dbo];
IF USER_ID(N'toolregistry_backup') IS NULL
    CREATE USER [toolregistry_backup] FOR LOGIN [toolregistry_backup];
GO

-- Migrates: makes and changes tables, and the rows that migrations touch. It grants nothing to anybody.
ALTER ROLE [db_ddladmin] ADD MEMBER [toolregistry_migrate];
ALTER ROLE [db_datareader] ADD MEMBER [toolregistry_migrate];
ALTER ROLE [db_datawriter] ADD MEMBER [toolregistry_migrate];
GO

-- Serves: reads and writes rows. There are no procedures, so there is nothing to execute. What it may not do to single
-- tables stands in grants.sql, which needs the tables.
ALTER ROLE [db_datareader] ADD MEMBER [toolregistry_serve];
ALTER ROLE [db_datawriter] ADD MEMBER [toolregistry_serve];
GO

-- Backs up, and reads no row. To restore is another matter: that is for whoever may create databases.
ALTER ROLE [db_backupoperator] ADD MEMBER [toolregistry_backup];
GO
