/** Reads an attribute of a resource; undefined where it is absent or not known. */
export interface Attributes {
  number(path: string): number | undefined;
  text(path: string): string | undefined;
  isTrue(path: string): boolean;
}

/** How one resource type of Terraform says what it draws. */
export interface TerraformType {
  readonly provider: 'aws' | 'google' | 'azurerm';
  /** Where its machine type stands, as a dotted path. */
  readonly machine?: string;
  /** How many machines one resource means; 1 where it does not say. */
  readonly count?: (attributes: Attributes) => number | undefined;
  /** Where its region or zone stands; the provider's holds where nothing does. */
  readonly region?: readonly string[];
  /** Where the size of its storage in GB stands, and the kind of it. */
  readonly storage?: { readonly gigabytes: string; readonly kind: string; readonly kindUnlessSaid: string };
}

const AWS_REGION = ['availability_zone', 'region'];
const GOOGLE_REGION = ['zone', 'location', 'region'];
const AZURE_REGION = ['location'];

const first = (...paths: readonly string[]) => (attributes: Attributes) => paths.map((path) => attributes.number(path)).find((number) => number !== undefined);

/** A regional node pool has so many nodes in each of three zones, unless it says otherwise (Google Kubernetes Engine). */
const ZONES_OF_REGION = 3;

function googleNodes(attributes: Attributes): number | undefined {
  const nodes = first('node_count', 'initial_node_count')(attributes);
  const location = attributes.text('location');
  return nodes !== undefined && location !== undefined && /\d$/.test(location) ? nodes * ZONES_OF_REGION : nodes;
}

function cacheNodes(attributes: Attributes): number | undefined {
  const groups = attributes.number('num_node_groups');
  return first('num_cache_clusters', 'number_cache_clusters')(attributes) ?? (groups === undefined ? undefined : groups * (1 + (attributes.number('replicas_per_node_group') ?? 0)));
}

const aws = (machine: string, more: Partial<TerraformType> = {}): TerraformType => ({ provider: 'aws', machine, region: AWS_REGION, ...more });
const google = (machine: string, more: Partial<TerraformType> = {}): TerraformType => ({ provider: 'google', machine, region: GOOGLE_REGION, ...more });
const azure = (machine: string, more: Partial<TerraformType> = {}): TerraformType => ({ provider: 'azurerm', machine, region: AZURE_REGION, ...more });

const OPENSEARCH = aws('cluster_config.instance_type', { count: first('cluster_config.instance_count') });

/** The resource types of Terraform whose machine type stands in one place. A standby in a second zone counts as a second machine. */
export const TERRAFORM_TYPES: ReadonlyMap<string, TerraformType> = new Map([
  ['aws_instance', aws('instance_type')],
  ['aws_launch_template', aws('instance_type', { region: ['placement.availability_zone', 'region'] })],
  ['aws_launch_configuration', aws('instance_type', { region: ['region'] })],
  ['aws_db_instance', aws('instance_class', { count: (attributes) => (attributes.isTrue('multi_az') ? 2 : 1), storage: { gigabytes: 'allocated_storage', kind: 'storage_type', kindUnlessSaid: 'gp2' } })],
  ['aws_rds_cluster_instance', aws('instance_class')],
  ['aws_docdb_cluster_instance', aws('instance_class')],
  ['aws_neptune_cluster_instance', aws('instance_class')],
  ['aws_elasticache_cluster', aws('node_type', { count: first('num_cache_nodes') })],
  ['aws_elasticache_replication_group', aws('node_type', { count: cacheNodes })],
  ['aws_eks_node_group', aws('instance_types', { count: first('scaling_config.desired_size') })],
  ['aws_opensearch_domain', OPENSEARCH],
  ['aws_elasticsearch_domain', OPENSEARCH],
  ['aws_redshift_cluster', aws('node_type', { count: first('number_of_nodes') })],
  ['aws_msk_cluster', aws('broker_node_group_info.instance_type', { count: first('number_of_broker_nodes') })],
  ['aws_mq_broker', aws('host_instance_type')],
  ['aws_sagemaker_notebook_instance', aws('instance_type')],
  ['aws_ebs_volume', { provider: 'aws', region: AWS_REGION, storage: { gigabytes: 'size', kind: 'type', kindUnlessSaid: 'gp2' } }],
  ['google_compute_instance', google('machine_type')],
  ['google_compute_instance_template', google('machine_type')],
  ['google_compute_region_instance_template', google('machine_type')],
  ['google_container_node_pool', google('node_config.machine_type', { count: googleNodes })],
  ['google_container_cluster', google('node_config.machine_type', { count: (attributes) => (attributes.isTrue('remove_default_node_pool') ? 0 : googleNodes(attributes)) })],
  ['google_sql_database_instance', google('settings.tier', { count: (attributes) => (attributes.text('settings.availability_type') === 'REGIONAL' ? 2 : 1) })],
  ['google_compute_disk', { provider: 'google', region: GOOGLE_REGION, storage: { gigabytes: 'size', kind: 'type', kindUnlessSaid: 'pd-standard' } }],
  ['azurerm_linux_virtual_machine', azure('size')],
  ['azurerm_windows_virtual_machine', azure('size')],
  ['azurerm_virtual_machine', azure('vm_size')],
  ['azurerm_linux_virtual_machine_scale_set', azure('sku', { count: first('instances') })],
  ['azurerm_windows_virtual_machine_scale_set', azure('sku', { count: first('instances') })],
  ['azurerm_kubernetes_cluster', azure('default_node_pool.vm_size', { count: first('default_node_pool.node_count') })],
  ['azurerm_kubernetes_cluster_node_pool', azure('vm_size', { count: first('node_count'), region: ['kubernetes_cluster_id'] })],
  ['azurerm_postgresql_flexible_server', azure('sku_name', { count: (attributes) => (attributes.text('high_availability.mode') === undefined ? 1 : 2) })],
  ['azurerm_mysql_flexible_server', azure('sku_name', { count: (attributes) => (attributes.text('high_availability.mode') === undefined ? 1 : 2) })],
  ['azurerm_managed_disk', { provider: 'azurerm', region: AZURE_REGION, storage: { gigabytes: 'disk_size_gb', kind: 'storage_account_type', kindUnlessSaid: 'Standard_LRS' } }],
]);

/** Kinds of storage that spin: everything else is flash. `pd-standard`, `st1`, `Standard_LRS` and the like. */
const SPINNING = /^(?:standard|st1|sc1|pd-standard|Standard_(?:LRS|ZRS))$/;

export function mediumOf(kind: string): 'ssd' | 'hdd' {
  return SPINNING.test(kind) ? 'hdd' : 'ssd';
}
