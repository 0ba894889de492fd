-- The billing tables in a database at the compatibility level of SQL Server 2014.
create database [old billing];
alter database [old billing] set compatibility_level = 120;
go
use [old billing];
create table dbo.item (id uniqueidentifier not null primary key, article_number varchar(40) not null, name nvarchar(80) not null);
create table dbo.upgrade_group (id uniqueidentifier not null primary key, name nvarchar(200) not null);
create table dbo.upgrade_group_member (
  id uniqueidentifier not null primary key,
  fk_group_id uniqueidentifier not null,
  fk_item_id uniqueidentifier not null,
  upgrade_level int not null,
  upgradeable bit not null,
  downgradeable bit not null,
  upgradeable_from bit not null,
  downgradeable_from bit not null
);
create table dbo.renewal_period (
  id uniqueidentifier not null primary key,
  fk_item_id uniqueidentifier not null,
  renewal_period_value int not null,
  renewal_period_unit nvarchar(20) not null
);
insert into dbo.item (id, article_number, name) values (newid(), 'HST-GOLD', N'Gold');
go
