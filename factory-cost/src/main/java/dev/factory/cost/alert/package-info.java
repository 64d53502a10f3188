/**
 * When somebody is told about spending: rules that are pure functions of what was spent.
 *
 * <p>Start at {@link dev.factory.cost.alert.AlertRule}; {@link dev.factory.cost.SpendAlerts}
 * applies rules and sees to it that each alert is raised once.
 */
package dev.factory.cost.alert;
