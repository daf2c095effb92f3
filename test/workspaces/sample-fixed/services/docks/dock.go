// Package docks knows where a bike can be left.
package docks

import "fmt"

// Reserve keeps a place at a dock for a rider.
func Reserve(dock *Dock, rider string) error {
	if dock.Full() {
		return fmt.Errorf("dock %s is full", dock.Name)
	}
	dock.Riders = append(dock.Riders, rider)
	return dock.Save()
}
