import { describe, expect, test } from 'vitest';
import { resourcesOf, summary } from './support/resources.js';

const PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const terraform = (text: string, others: Readonly<Record<string, string>> = {}) => summary({ 'infra/main.tf': text, ...others });

describe('resources of Terraform', () => {
  test('a machine with its provider in the same file', async () => {
    expect(await terraform(`${PROVIDER}resource "aws_instance" "web" {\n  instance_type = "m5.large"\n}\n`)).toEqual({ 'aws_instance.web': '1 × m5.large in eu-west-1' });
  });

  test('places: the header, the type, and the region without its quotes', async () => {
    const text = `${PROVIDER}resource "aws_instance" "web" {\n  instance_type = "m5.large"\n}\n`;
    const [found] = await resourcesOf({ 'main.tf': text });
    const at = (span: { start: number; end: number } | undefined) => text.slice(span?.start, span?.end);
    expect([at(found?.header), at(found?.machine?.span), at(found?.region?.span), found?.region?.path]).toEqual(['resource "aws_instance" "web"', 'm5.large', 'eu-west-1', 'main.tf']);
    expect(at(found?.span)).toMatch(/^resource [\s\S]*\}$/);
  });

  test('its own region or zone comes before the provider', async () => {
    expect(
      await terraform(`${PROVIDER}
        resource "aws_instance" "zone" {
          instance_type     = "m5.large"
          availability_zone = "eu-north-1b"
        }
        resource "aws_instance" "region" {
          instance_type = "m5.large"
          region        = "eu-west-3"
        }
        resource "aws_instance" "unknown" {
          instance_type     = "m5.large"
          availability_zone = data.aws_availability_zones.all.names[0]
        }`),
    ).toEqual({ 'aws_instance.zone': '1 × m5.large in eu-north-1', 'aws_instance.region': '1 × m5.large in eu-west-3', 'aws_instance.unknown': '1 × m5.large in ?' });
  });

  test('provider, variables and locals of the other files of the folder', async () => {
    expect(
      await terraform('resource "aws_instance" "web" {\n  instance_type = var.size\n  count = local.machines\n}\n', {
        'infra/providers.tf': 'provider "aws" {\n  region = var.region\n}\n',
        'infra/variables.tf': 'variable "region" {\n  default = "eu-central-1"\n}\nvariable "size" {\n  type    = string\n  default = "c5.xlarge"\n}\nlocals {\n  machines = 3\n}\n',
        'elsewhere/variables.tf': 'variable "size" {\n  default = "t3.micro"\n}\n',
      }),
    ).toEqual({ 'aws_instance.web': '3 × c5.xlarge in eu-central-1' });
  });

  test('what terraform.tfvars sets outranks a default', async () => {
    expect(
      await terraform(`provider "aws" {\n  region = var.region\n}\nvariable "region" {\n  default = "eu-central-1"\n}\nresource "aws_instance" "web" {\n  instance_type = "m5.large"\n}\n`, { 'infra/terraform.tfvars': 'region = "us-west-2"\n', 'infra/test.tfvars': 'region = "us-east-1"\n' }),
    ).toEqual({ 'aws_instance.web': '1 × m5.large in us-west-2' });
  });

  test('the provider a resource names by its alias', async () => {
    const resource = (name: string, provider: string) => `resource "aws_instance" "${name}" {\n  ${provider}\n  instance_type = "m5.large"\n}\n`;
    expect(
      await terraform(`${PROVIDER}provider "aws" {\n  alias  = "north"\n  region = "eu-north-1"\n}\n${resource('here', '')}${resource('north', 'provider = aws.north')}${resource('lost', 'provider = aws.south')}`),
    ).toEqual({ 'aws_instance.here': '1 × m5.large in eu-west-1', 'aws_instance.north': '1 × m5.large in eu-north-1', 'aws_instance.lost': '1 × m5.large in ?' });
  });

  test('what is not written out is not known', async () => {
    expect(
      await terraform(`
        provider "aws" {
          region = var.region
        }
        variable "region" {}
        resource "aws_instance" "web" {
          instance_type = var.size[terraform.workspace]
          count         = var.enabled ? 1 : 0
        }`),
    ).toEqual({ 'aws_instance.web': '1 × ? in ?' });
  });

  test('a circle of variables ends', async () => {
    expect(await terraform('locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_instance" "web" {\n  instance_type = local.a\n}\n')).toEqual({ 'aws_instance.web': '1 × ? in ?' });
  });

  test('databases, caches, clusters and searches with their number', async () => {
    expect(
      await terraform(`${PROVIDER}
        resource "aws_db_instance" "orders" {
          instance_class    = "db.m5.large"
          multi_az          = true
          allocated_storage = 100
        }
        resource "aws_db_instance" "old" {
          instance_class    = "db.m5.large"
          multi_az          = var.standby
          allocated_storage = 20
          storage_type      = "standard"
        }
        resource "aws_rds_cluster_instance" "readers" {
          count          = 2
          instance_class = "db.r5.large"
        }
        resource "aws_elasticache_cluster" "sessions" {
          node_type       = "cache.t3.micro"
          num_cache_nodes = 2
        }
        resource "aws_elasticache_replication_group" "rides" {
          node_type               = "cache.m5.large"
          num_node_groups         = 2
          replicas_per_node_group = 1
        }
        resource "aws_eks_node_group" "workers" {
          instance_types = ["m5.xlarge"]
          scaling_config {
            desired_size = 4
          }
        }
        resource "aws_eks_node_group" "mixed" {
          instance_types = ["m5.xlarge", "m5a.xlarge"]
        }
        resource "aws_opensearch_domain" "logs" {
          cluster_config {
            instance_type  = "m5.large.search"
            instance_count = 3
          }
        }
        resource "aws_ebs_volume" "data" {
          availability_zone = "eu-west-1a"
          size              = 500
          type              = "st1"
        }
        resource "aws_s3_bucket" "nothing" {
          bucket = "m5.large"
        }`),
    ).toEqual({
      'aws_db_instance.orders': '2 × db.m5.large + 100 GB ssd in eu-west-1',
      'aws_db_instance.old': '1 × db.m5.large + 20 GB hdd in eu-west-1',
      'aws_rds_cluster_instance.readers': '2 × db.r5.large in eu-west-1',
      'aws_elasticache_cluster.sessions': '2 × cache.t3.micro in eu-west-1',
      'aws_elasticache_replication_group.rides': '4 × cache.m5.large in eu-west-1',
      'aws_eks_node_group.workers': '4 × m5.xlarge in eu-west-1',
      'aws_eks_node_group.mixed': '1 × ? in eu-west-1',
      'aws_opensearch_domain.logs': '3 × m5.large.search in eu-west-1',
      'aws_ebs_volume.data': '1 × ? + 500 GB hdd in eu-west-1',
    });
  });

  test('a template counts as often as its group starts it; what is never made is left out', async () => {
    expect(
      await terraform(`${PROVIDER}
        resource "aws_launch_template" "web" {
          instance_type = "c5.large"
        }
        resource "aws_launch_template" "unused" {
          image_id = "ami-1"
        }
        resource "aws_autoscaling_group" "web" {
          desired_capacity = 5
          launch_template {
            id = aws_launch_template.web.id
          }
        }
        resource "aws_instance" "off" {
          count         = 0
          instance_type = "c5.large"
        }`),
    ).toEqual({ 'aws_launch_template.web': '5 × c5.large in eu-west-1' });
  });

  test('Google: zones, regional pools, standby databases', async () => {
    expect(
      await terraform(`
        provider "google" {
          region = "europe-west4"
        }
        resource "google_compute_instance" "web" {
          machine_type = "n1-standard-2"
          zone         = "europe-north1-a"
        }
        resource "google_container_node_pool" "pool" {
          location   = "europe-west1"
          node_count = 2
          node_config {
            machine_type = "e2-standard-4"
          }
        }
        resource "google_container_node_pool" "zonal" {
          location   = "europe-west1-b"
          node_count = 2
          node_config {
            machine_type = "e2-standard-4"
          }
        }
        resource "google_container_cluster" "main" {
          remove_default_node_pool = true
          node_config {
            machine_type = "e2-standard-4"
          }
        }
        resource "google_sql_database_instance" "orders" {
          settings {
            tier              = "db-n1-standard-2"
            availability_type = "REGIONAL"
          }
        }`),
    ).toEqual({
      'google_compute_instance.web': '1 × n1-standard-2 in europe-north1',
      'google_container_node_pool.pool': '6 × e2-standard-4 in europe-west1',
      'google_container_node_pool.zonal': '2 × e2-standard-4 in europe-west1',
      'google_sql_database_instance.orders': '2 × db-n1-standard-2 in europe-west4',
    });
  });

  test('Azure: a group’s location, and a pool in its cluster', async () => {
    expect(
      await terraform(`
        resource "azurerm_resource_group" "main" {
          location = "West Europe"
        }
        resource "azurerm_linux_virtual_machine" "web" {
          location = azurerm_resource_group.main.location
          size     = "Standard_D2s_v3"
        }
        resource "azurerm_kubernetes_cluster" "main" {
          location = "swedencentral"
          default_node_pool {
            vm_size    = "Standard_D2s_v3"
            node_count = 3
          }
        }
        resource "azurerm_kubernetes_cluster_node_pool" "more" {
          kubernetes_cluster_id = azurerm_kubernetes_cluster.main.id
          vm_size               = "Standard_D4s_v3"
        }
        resource "azurerm_windows_virtual_machine" "lost" {
          location = data.azurerm_resource_group.main.location
          size     = "Standard_B2s"
        }`),
    ).toEqual({
      'azurerm_linux_virtual_machine.web': '1 × Standard_D2s_v3 in westeurope',
      'azurerm_kubernetes_cluster.main': '3 × Standard_D2s_v3 in swedencentral',
      'azurerm_kubernetes_cluster_node_pool.more': '1 × Standard_D4s_v3 in swedencentral',
      'azurerm_windows_virtual_machine.lost': '1 × Standard_B2s in ?',
    });
  });

  test('a zone is told apart from a region, since it cannot be replaced by one', async () => {
    const [zone, region] = await resourcesOf({ 'main.tf': 'resource "aws_instance" "a" {\n  instance_type = "m5.large"\n  availability_zone = "eu-west-1a"\n}\nresource "aws_instance" "b" {\n  instance_type = "m5.large"\n  region = "eu-west-1"\n}\n' });
    expect([zone?.region?.isZone, region?.region?.isZone]).toEqual([true, false]);
  });

  test('half a file is read as far as it goes', async () => {
    expect(await terraform(`${PROVIDER}resource "aws_instance" "web" {\n  instance_type = "m5.large"\n  tags = {\n`)).toBeTypeOf('object');
    expect(await terraform('resource "aws_instance" {\n}\nresource "aws_instance" "a" "b" {\n}\n"aws_instance"')).toEqual({});
  });
});
