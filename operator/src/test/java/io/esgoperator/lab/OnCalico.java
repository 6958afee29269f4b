package io.esgoperator.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The class has the lab to itself whose engine is Calico. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Tag(LabExtension.CALICO)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.CALICO)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
public @interface OnCalico {}
