# vcpkg caches what a port built under a hash of the port's own folder. The sources are the checkout around it, so they are
# named here: once one of them changes, the cached package is another's.
get_filename_component(checkout "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
file(GLOB_RECURSE sources LIST_DIRECTORIES false "${checkout}/cmake/*" "${checkout}/codegen/*" "${checkout}/docs/*" "${checkout}/include/*")
list(APPEND VCPKG_HASH_ADDITIONAL_FILES ${sources} "${checkout}/CMakeLists.txt" "${checkout}/CHANGELOG.md" "${checkout}/LICENSE"
     "${checkout}/README.md" "${checkout}/SECURITY.md"
)
