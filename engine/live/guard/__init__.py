"""Traffic -> let through or turned away, before the engine is asked: `Guards`."""
