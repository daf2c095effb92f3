// Package docks knows where a bike can be left.
package docks

import (
	"errors"
	"fmt"
)

// Reserve keeps a place at a dock for a rider.
func Reserve(dock *Dock, rider string) error {
	if dock.Full() {
		return errors.New(fmt.Sprintf("dock %s is full", dock.Name))
	} else {
		dock.Riders = append(dock.Riders, rider)
		return dock.Save()
	}
}
