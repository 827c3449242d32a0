-- Write the layout that a store was brought up to, which is a change as any other.
update about set layout_version = $layout, version = version + 1
